import { account } from "./account";
import { alignment } from "./alignment";
import { company } from "./company";
import { gallery } from "./gallery";
import { plans } from "./plans";
import { rules } from "./rules";
import { shell } from "./shell";

export const en = { ...shell, ...account, ...company, ...plans, ...alignment, ...rules, ...gallery };
