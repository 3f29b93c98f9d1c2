// Runs the GraphQL-over-HTTP audits against the address given, and prints their results as JSON.
import { serverAudits } from "../vendor/graphql-http/lib/audits/server.mjs";

const results = [];
for (const { fn } of serverAudits({ url: process.argv[2] })) {
  const { id, name, status, reason } = await fn();
  results.push({ id, name, status, reason });
}
console.log(JSON.stringify(results));
