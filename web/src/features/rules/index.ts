export { PreviewPage } from "./preview_page";
export { RulesPage } from "./rules_page";
