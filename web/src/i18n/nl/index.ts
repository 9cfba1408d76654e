import type { en } from "../en";
import { account } from "./account";
import { alignment } from "./alignment";
import { company } from "./company";
import { gallery } from "./gallery";
import { plans } from "./plans";
import { rules } from "./rules";
import { shell } from "./shell";

export const nl: typeof en = { ...shell, ...account, ...company, ...plans, ...alignment, ...rules, ...gallery };
