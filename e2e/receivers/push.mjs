// A push service and the browser behind it, by others' code: npm's http_ece decrypts (RFC 8291), Node's own crypto verifies
// the VAPID token (RFC 8292). Says where it listens and what its subscription is, then a line of JSON a message.
import { createECDH, createPublicKey, randomBytes, verify } from "node:crypto";
import { createServer } from "node:http";
import { createInterface } from "node:readline";
import ece from "http_ece";

const pair = createECDH("prime256v1");
pair.generateKeys();
const secret = randomBytes(16);
let answers = [];

const vapid = (header, audience) => {
  const { t, k } = Object.fromEntries(header.replace(/^vapid /, "").split(", ").map((p) => [p[0], p.slice(2)]));
  const point = Buffer.from(k, "base64url");
  const key = createPublicKey({
    key: { kty: "EC", crv: "P-256", x: point.subarray(1, 33).toString("base64url"), y: point.subarray(33).toString("base64url") },
    format: "jwk",
  });
  const [head, claims, signature] = t.split(".");
  const signed = Buffer.from(`${head}.${claims}`);
  const holds = verify("sha256", signed, { key, dsaEncoding: "ieee-p1363" }, Buffer.from(signature, "base64url"));
  const said = JSON.parse(Buffer.from(claims, "base64url"));
  return { holds: holds && said.aud === audience, key: k, sub: said.sub, exp: said.exp };
};

const server = createServer((request, response) => {
  const chunks = [];
  request.on("data", (chunk) => chunks.push(chunk));
  request.on("end", () => {
    const status = answers.shift() ?? 201;
    const body = Buffer.concat(chunks);
    let text = null;
    let error = null;
    let token = null;
    try {
      token = vapid(request.headers.authorization, `http://127.0.0.1:${server.address().port}`);
      text = JSON.parse(ece.decrypt(body, { version: "aes128gcm", privateKey: pair, authSecret: secret }).toString());
    } catch (e) {
      error = String(e);
    }
    const { ttl, urgency, topic } = request.headers;
    console.log(JSON.stringify({ path: request.url, status, ttl, urgency, topic, vapid: token, bytes: body.length, text, error }));
    response.writeHead(status).end();
  });
});
const lines = createInterface({ input: process.stdin });
lines.on("line", (line) => {
  answers = line.trim().split(/\s+/).map(Number);
  console.log(JSON.stringify({ answers }));
});
lines.on("close", () => process.exit(0));
server.listen(0, "127.0.0.1", () => {
  console.log(JSON.stringify({
    port: server.address().port,
    key: pair.getPublicKey().toString("base64url"),
    secret: secret.toString("base64url"),
  }));
});
