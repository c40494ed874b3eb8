//! A database of its own on the tests' server.

use tokio_postgres::NoTls;

/// A database that is dropped with its house.
pub struct Database {
    url: String,
    name: String,
    server: String,
}

impl Database {
    /// A new database.
    pub async fn create() -> Database {
        let server =
            std::env::var("DIWAN_TEST_POSTGRES").expect("stores() says whether there is a server");
        let mut random = [0; 8];
        casework::Entropy::System.fill(&mut random);
        let name = format!("diwan_test_{}", hex::encode(random));
        run(&server, &format!("create database {name}")).await;
        let (base, _) = server
            .rsplit_once('/')
            .expect("the address names a database");
        Database {
            url: format!("{base}/{name}"),
            name,
            server,
        }
    }

    /// Its address.
    pub fn url(&self) -> &str {
        &self.url
    }

    pub(crate) async fn execute(&self, sql: &str) {
        run(&self.url, sql).await;
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        let (server, sql) = (
            self.server.clone(),
            format!("drop database if exists {} with (force)", self.name),
        );
        // On a thread of its own: a test's runtime may be ending.
        let drop = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build();
            if let Ok(runtime) = runtime {
                runtime.block_on(run(&server, &sql));
            }
        });
        let _ = drop.join();
    }
}

async fn run(url: &str, sql: &str) {
    let (client, connection) = tokio_postgres::connect(url, NoTls)
        .await
        .expect("the tests' server can be reached");
    let driver = tokio::spawn(connection);
    client
        .batch_execute(sql)
        .await
        .unwrap_or_else(|e| panic!("{sql}: {e:?}"));
    drop(client);
    let _ = driver.await;
}
