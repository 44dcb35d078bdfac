// The SPARQL editor: YASGUI over the endpoint of this server, with the stock questions as examples. It asks nobody else.
"use strict";
(() => {
  const room = document.getElementById("editor");
  const endpoint = new URL(room.dataset.endpoint, location.href).href;
  // What is refused is said in the language of the page.
  const headers = { "Accept-Language": document.documentElement.lang };
  // The other completers ask servers elsewhere.
  Yasgui.Yasqe.defaults.autocompleters = ["variables"];
  const editor = new Yasgui(room, {
    requestConfig: { endpoint, headers, method: "POST", acceptHeaderGraph: "text/turtle" },
    endpointCatalogueOptions: { getData: () => [{ endpoint }] },
    persistenceId: "policygraph",
    copyEndpointOnNewTab: true,
    populateFromUrl: false,
  });
  const ask = (name, query) => {
    const tab = editor.addTab(true, { name, requestConfig: { endpoint, headers } });
    tab.setQuery(query);
    return tab;
  };
  // Tabs of an earlier visit may name a port at which another build was served.
  for (const tab of Object.values(editor._tabs || {})) {
    tab.setEndpoint(endpoint);
    tab.setRequestConfig({ headers });
  }
  const examples = document.getElementById("example");
  fetch(examples.dataset.source)
    .then((answer) => answer.json())
    .then((found) => {
      const queries = new Map(found.groups.flatMap((group) => group.questions).map((one) => [one.name, one.query]));
      examples.disabled = false;
      examples.addEventListener("change", () => {
        if (queries.has(examples.value)) ask(examples.value, queries.get(examples.value));
      });
      room.dataset.ready = "yes";
    });
})();
