// Reads an exported file with a reader of npm and prints what it found as JSON: node read.mjs gexf|jsonld|rdf FILE
import { readFileSync } from 'node:fs';
import Graph from 'graphology';
import gexf from 'graphology-gexf';
import jsonld from 'jsonld';
import { Parser } from 'n3';

const readers = {
  gexf: (text) => {
    const graph = gexf.parse(Graph, text);
    return {
      type: graph.type,
      nodes: graph.mapNodes((id, attributes) => ({ id, ...attributes })),
      edges: graph.mapEdges((id, attributes, source, target) => ({ source, target, ...attributes })),
    };
  },
  jsonld: (text) => jsonld.toRDF(JSON.parse(text), { format: 'application/n-quads' }),
  rdf: (text) =>
    new Parser().parse(text).map((quad) => [quad.subject, quad.predicate, quad.object, quad.graph].map((t) => t.value)),
};

const [format, file] = process.argv.slice(2);
console.log(JSON.stringify(await readers[format](readFileSync(file, 'utf8'))));
