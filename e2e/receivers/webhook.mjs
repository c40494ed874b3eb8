// A receiver of webhooks as its authors would write it: npm's standardwebhooks verifies. Takes the secret and the statuses to
// answer with on standard input, a line each; says where it listens, then a line of JSON a message.
import { createServer } from "node:http";
import { createInterface } from "node:readline";
import { Webhook } from "standardwebhooks";

let hook = null;
let answers = [];

const server = createServer((request, response) => {
  const chunks = [];
  request.on("data", (chunk) => chunks.push(chunk));
  request.on("end", () => {
    const status = answers.shift() ?? 204;
    const body = Buffer.concat(chunks).toString();
    let event = null;
    let error = null;
    try {
      event = hook.verify(body, request.headers);
    } catch (e) {
      error = String(e);
    }
    console.log(JSON.stringify({ id: request.headers["webhook-id"], at: request.headers["webhook-timestamp"], status, event, error, body }));
    response.writeHead(status).end();
  });
});
const lines = createInterface({ input: process.stdin });
lines.on("line", (line) => {
  if (line.startsWith("whsec_")) hook = new Webhook(line.trim());
  else answers = line.trim().split(/\s+/).map(Number);
  console.log(JSON.stringify({ told: line.slice(0, 6) }));
});
lines.on("close", () => process.exit(0));
server.listen(0, "127.0.0.1", () => console.log(JSON.stringify({ port: server.address().port })));
