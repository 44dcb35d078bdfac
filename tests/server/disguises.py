"""Queries that would reach out or change something, in many disguises; ``<U>`` stands for where they would go."""

from __future__ import annotations

_ALL = "SELECT * WHERE "
_BODY = "{ ?s ?p ?o }"

SERVICES = {
    "plain": _ALL + "{ SERVICE <U> { ?s ?p ?o } }",
    "small letters": _ALL + "{ service <U> { ?s ?p ?o } }",
    "silent": _ALL + "{ SERVICE SILENT <U> { ?s ?p ?o } }",
    "mixed case": _ALL + "{ SeRvIcE sIlEnT <U> { ?s ?p ?o } }",
    "no space": _ALL + "{SERVICE<U>{?s ?p ?o}}",
    "between comments": _ALL + "{ #x\nSERVICE #y\n<U> #z\n { ?s ?p ?o } }",
    "comment ended by a carriage return": _ALL + "{ #x\rSERVICE <U> { ?s ?p ?o } }",
    "subquery": _ALL + "{ { SELECT * WHERE { SERVICE <U> { ?s ?p ?o } } } }",
    "EXISTS": _ALL + "{ ?s ?p ?o FILTER EXISTS { SERVICE <U> { ?s ?p ?o } } } LIMIT 1",
    "EXISTS in BIND": _ALL + "{ BIND(EXISTS { SERVICE <U> { ?s ?p ?o } } AS ?x) }",
    "MINUS": _ALL + "{ ?s ?p ?o MINUS { SERVICE <U> { ?s ?p ?o } } } LIMIT 1",
    "OPTIONAL": _ALL + "{ OPTIONAL { SERVICE <U> { ?s ?p ?o } } }",
    "UNION": _ALL + "{ {} UNION { SERVICE <U> { ?s ?p ?o } } }",
    "GRAPH": _ALL + "{ GRAPH ?g { SERVICE <U> { ?s ?p ?o } } }",
    "CONSTRUCT": "CONSTRUCT { ?s ?p ?o } WHERE { SERVICE <U> { ?s ?p ?o } }",
    "ASK": "ASK { SERVICE <U> { ?s ?p ?o } }",
    "DESCRIBE": "DESCRIBE ?s WHERE { SERVICE <U> { ?s ?p ?o } }",
    "variable of VALUES": _ALL + "{ VALUES ?e { <U> } SERVICE ?e { ?s ?p ?o } }",
    "variable of BIND": _ALL + '{ BIND(IRI("U") AS ?e) SERVICE ?e { ?s ?p ?o } }',
    "one letter escaped": _ALL + "{ \\u0053ERVICE <U> { ?s ?p ?o } }",
    "all letters escaped": _ALL + "{ " + "".join(f"\\u{ord(one):04X}" for one in "SERVICE") + " <U> {} }",
    "long escape": _ALL + "{ \\U00000053ERVICE <U> { ?s ?p ?o } }",
    "prefixed name": "PREFIX e: <U> " + _ALL + "{ SERVICE e: { ?s ?p ?o } }",
    "prefix of that name": "PREFIX service: <U> " + _ALL + "{ SERVICE service: { ?s ?p ?o } }",
    "less than a string": _ALL + "{ FILTER(1<'>' ) SERVICE <U> { ?s ?p ?o } }",
    "less than and greater than": _ALL
    + "{ ?s ?p ?o FILTER(?s<?o) SERVICE <U> {?a ?b ?c} FILTER(?s>?o) } LIMIT 1",
    "string with a hash": _ALL + '{ ?s ?p "#" . SERVICE <U> { ?s ?p ?o } }',
    "long string with a backslash": _ALL + "{ ?s ?p '''\\''' ''' . SERVICE <U> { ?s ?p ?o } }",
    "long string that ends early": _ALL + '{ BIND("""a"""" AS ?x) SERVICE <U> {?s ?p ?o} }',
    "long string with quotes": _ALL + '{ BIND("""x\n"y" \\""" #""" AS ?x) SERVICE <U> {?s ?p ?o} }',
    "IRI with a hash": _ALL + "{ ?s <http://x#> ?o . SERVICE <U> { ?s ?p ?o } }",
    "tag of a language": _ALL + '{ ?s ?p "x"@en-service . SERVICE<U>{?s ?p ?o} }',
    "after a digit": _ALL + "{ ?s ?p 1SERVICE <U> { ?s ?p ?o } }",
    "after a decimal": _ALL + "{ ?s ?p 1.SERVICE <U> { ?s ?p ?o } }",
    "after a variable": _ALL + "{ ?s ?p ?oSERVICE <U> { ?s ?p ?o } }",
    "after a dot": _ALL + "{ ?s ?p ?o.SERVICE <U> { ?s ?p ?o } }",
    "after a path": _ALL + "{ ?s <a:a>/<a:b> ?o .SERVICE<U>{} }",
    "after a prefixed name": "PREFIX : <http://x/> " + _ALL + "{ ?s :SERVICE ?o . ?s :a :b.SERVICE<U>{} }",
    "zero-width space": _ALL + "{ SER\u200bVICE <U> {} }",
    "full width": _ALL + "{ ＳＥＲＶＩＣＥ <U> {} }",
    "long s": _ALL + "{ \u017fERVICE <U> {} }",
    "dotless i": _ALL + "{ SERV\u0131CE <U> {} }",
    "byte order mark": "\ufeff" + _ALL + "{ SERVICE <U> {} }",
    "NUL": _ALL + "{ \0SERVICE <U> {} }",
    "nested": _ALL + "{" * 50 + " SERVICE <U> {} " + "}" * 50,
    "quoted triple": _ALL + "{ << ?s ?p ?o >> ?a ?b . SERVICE <U> {} }",
    "LATERAL": _ALL + "{ ?s ?p ?o LATERAL { SERVICE <U> {} } } LIMIT 1",
    "COALESCE": _ALL + "{ BIND(COALESCE(1/0,EXISTS{SERVICE <U>{}}) AS ?z) }",
    "HAVING": "SELECT (COUNT(*) AS ?n) WHERE {?s ?p ?o} HAVING(EXISTS{SERVICE <U>{}})",
    "ORDER BY": _ALL + "{ ?s ?p ?o } ORDER BY EXISTS{SERVICE <U>{}} LIMIT 1",
    "expression": "SELECT (EXISTS{SERVICE <U>{}} AS ?x) WHERE {}",
    "file": _ALL + "{ SERVICE <file:///etc/passwd> {?s ?p ?o} }",
    "string that ends in a backslash": _ALL + "{ BIND('\\\\' AS ?a) SERVICE <U> {} }",
    "less than between strings": _ALL + "{ FILTER('a'<'>SERVICE <U> {}'||1<2) }",
}
# These ask nobody: what looks like the word stands in a string, or is another word.
HARMLESS = {"less than between strings"}

UPDATES = {
    "LOAD": "LOAD <U>",
    "LOAD a file": "LOAD <file:///etc/passwd>",
    "INSERT DATA": "INSERT DATA { <a:a> <a:b> <a:c> }",
    "small letters": "insert data { <a:a> <a:b> <a:c> }",
    "DELETE WHERE": f"DELETE WHERE {_BODY}",
    "DROP": "DROP ALL",
    "CLEAR": "CLEAR DEFAULT",
    "CREATE": "CREATE GRAPH <a:g>",
    "COPY": "COPY DEFAULT TO <a:g>",
    "MOVE": "MOVE DEFAULT TO <a:g>",
    "ADD": "ADD DEFAULT TO <a:g>",
    "WITH": f"WITH <a:g> DELETE {{?s ?p ?o}} WHERE {_BODY}",
    "after a query": f"{_ALL}{_BODY} ; DROP ALL",
    "after a prefix": "PREFIX select: <a:> INSERT DATA { <a:a> <a:b> <a:c> }",
    "after a comment": "# SELECT\nDROP ALL",
    "escaped": "\\u0044ROP ALL",
    "after a base": "BASE <http://select/> DROP ALL",
}

RUNAWAYS = {
    "product of three": "SELECT (COUNT(*) AS ?n) {?a ?b ?c . ?d ?e ?f . ?g ?h ?i}",
    "path of anything": "SELECT (COUNT(*) AS ?n) {?a ((!<a:a>)*/(!<a:b>)*)* ?b}",
    "millions of rows": "SELECT ?a ?d {?a ?b ?c . ?d <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> ?f}",
    "sorted product": "SELECT * {?a ?b ?c . ?d ?e ?f} ORDER BY ?a",
    "string that doubles": 'SELECT (STRLEN(?a16) AS ?n) { BIND("xxxxxxxxxx" AS ?a0) '
    + " ".join(f"BIND(CONCAT(?a{at},?a{at},?a{at},?a{at}) AS ?a{at + 1})" for at in range(16))
    + " }",
}


def nested(times: int) -> dict[str, str]:
    """Queries with so many of each thing within one another."""
    return {
        "braces": _ALL + "{" * times + "}" * times,
        "round brackets": f"SELECT ({'(' * times}1{')' * times} AS ?x) {{}}",
        "exclamation marks": f"SELECT ({'!' * times}true AS ?x) {{}}",
        "path": f"{_ALL}{{ ?s {'(' * times}<a:a>{')' * times} ?o }}",
        "sum": f"SELECT ({'+'.join(['1'] * times)} AS ?x) {{}}",
        "UNION": f"{_ALL}{{ {' UNION '.join(['{}'] * times)} }}",
        "square brackets": f"{_ALL}{{ {'[ <a:a> ' * times} 1 {']' * times} }}",
        "subqueries": (_ALL + "{") * times + "}" * times,
        "collection": f"{_ALL}{{ ?s ?p ({'1 ' * times}) }}",
        "MINUS": f"{_ALL}{{ {'MINUS{?s ?p ?o}' * times} }} LIMIT 1",
        "brackets in comments": _ALL + "{#}\n" * times + "}" * times,
    }
