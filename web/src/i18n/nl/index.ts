import type { en } from "../en";
import { account } from "./account";
import { alignment } from "./alignment";
import { company } from "./company";
import { gallery } from "./gallery";
import { matters } from "./matters";
import { plans } from "./plans";
import { rules } from "./rules";
import { shell } from "./shell";

export const nl: typeof en = { ...shell, ...account, ...company, ...matters, ...plans, ...alignment, ...rules, ...gallery };
