// Starts GraphiQL on our endpoint, with the example queries of the page as tabs.
const examples = JSON.parse(document.getElementById("examples").textContent);
const socket = new URL("/graphql", window.location.href);
socket.protocol = socket.protocol === "https:" ? "wss:" : "ws:";

const fetcher = GraphiQL.createFetcher({
  url: "/graphql",
  wsClient: graphqlWs.createClient({ url: socket.href }),
});

ReactDOM.createRoot(document.getElementById("graphiql")).render(
  React.createElement(GraphiQL, { fetcher, defaultTabs: examples, shouldPersistHeaders: false }),
);
