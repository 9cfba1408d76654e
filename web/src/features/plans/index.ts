export { NewDesign } from "./new_design";
export { PlanList } from "./plan_list";
export { PlanPage } from "./plan_page";
