// Prints the conformance tests of the npm package @bufbuild/cel-spec as JSON, one test a line:  node dump.mjs PACKAGE_FOLDER
import path from "node:path";
import { pathToFileURL } from "node:url";

const file = path.resolve(process.argv[2], "dist/esm/testdata/conformance.js");
const { tests } = await import(pathToFileURL(file).href);

function print(suite, section) {
  for (const test of suite.tests ?? []) console.log(JSON.stringify({ section, ...test.original }));
  for (const part of suite.suites ?? []) print(part, section ? `${section}/${part.name}` : part.name);
}

print(tests, "");
