//! Who the client is, as far as an address tells.

use axum::extract::ConnectInfo;
use axum::http::request::Parts;
use std::net::{IpAddr, SocketAddr};

/// The address of the client: the connection's, or what the outermost of `proxies` trusted proxies
/// saw. Entries further left in `X-Forwarded-For` are the client's own words and count for nothing.
pub(crate) fn peer(request: &Parts, proxies: usize) -> Option<IpAddr> {
    let direct = request
        .extensions
        .get::<ConnectInfo<SocketAddr>>()
        .map(|c| c.0.ip());
    if proxies == 0 {
        return direct;
    }
    let forwarded: Vec<_> = request
        .headers
        .get_all("x-forwarded-for")
        .iter()
        .filter_map(|v| v.to_str().ok())
        .flat_map(|v| v.split(','))
        .map(str::trim)
        .collect();
    let index = forwarded.len().checked_sub(proxies);
    index.and_then(|i| forwarded[i].parse().ok()).or(direct)
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::body::Body;
    use axum::extract::Request;

    fn seen(forwarded: &[&str], proxies: usize) -> String {
        let mut request = Request::new(Body::empty());
        let connection: SocketAddr = "192.0.2.1:443".parse().unwrap();
        request.extensions_mut().insert(ConnectInfo(connection));
        for value in forwarded {
            request
                .headers_mut()
                .append("x-forwarded-for", value.parse().unwrap());
        }
        let (parts, _) = request.into_parts();
        peer(&parts, proxies).unwrap().to_string()
    }

    #[test]
    fn a_client_cannot_choose_its_address() {
        assert_eq!(seen(&["203.0.113.9"], 0), "192.0.2.1");
        assert_eq!(seen(&["1.1.1.1, 203.0.113.9"], 1), "203.0.113.9");
        assert_eq!(
            seen(&["1.1.1.1", "203.0.113.9, 10.0.0.1"], 2),
            "203.0.113.9"
        );
        assert_eq!(seen(&[], 1), "192.0.2.1");
        assert_eq!(seen(&["nonsense"], 1), "192.0.2.1");
    }
}
