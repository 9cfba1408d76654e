// All browser tests. Goal: what the app promises holds in a real browser. Method: see harness.mjs.
import "./access_tests.mjs";
import "./alignment_tests.mjs";
import "./approval_tests.mjs";
import "./crm_tests.mjs";
import "./demand_tests.mjs";
import "./discussion_tests.mjs";
import "./entry_tests.mjs";
import "./front_tests.mjs";
import "./guide_tests.mjs";
import "./hostile_tests.mjs";
import "./import_tests.mjs";
import "./layer_tests.mjs";
import "./look_tests.mjs";
import "./market_tests.mjs";
import "./lead_tests.mjs";
import "./next_tests.mjs";
import "./performance_tests.mjs";
import "./plan_tests.mjs";
import "./rules_tests.mjs";
import "./server_tests.mjs";
import "./size_tests.mjs";
import "./studio_layer_tests.mjs";
import "./studio_tests.mjs";
import { runAll } from "./harness.mjs";

process.exit(await runAll(process.argv.slice(2)));
