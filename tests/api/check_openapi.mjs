// node check_openapi.mjs FILE...: whether each file is a valid OpenAPI document by a validator that is not ours.
// Prints a line a file; exit code 1 where one is not. Run in the folder where its package is installed.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { join } from "node:path";

const require = createRequire(join(process.cwd(), "package.json"));
const { Validator } = await import(pathToFileURL(require.resolve("@seriousme/openapi-schema-validator")).href);

let failures = 0;
for (const file of process.argv.slice(2)) {
  const validator = new Validator();
  const result = await validator.validate(JSON.parse(readFileSync(file, "utf8")));
  console.log(`${result.valid ? "ok" : "FAILED"} ${file} (OpenAPI ${validator.version})`);
  if (result.valid) continue;
  failures += 1;
  console.log(JSON.stringify(result.errors, null, 2));
}
process.exit(failures > 0 ? 1 : 0);
