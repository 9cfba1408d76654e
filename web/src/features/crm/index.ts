export { BoardPage } from "./board/board_page";
export { RecordList } from "./lists/record_list";
export { RecordPage } from "./records/record_page";
export { FormulaPage } from "./formulas/formula_page";
export { ImportList } from "./imports/import_list";
export { ImportPage } from "./imports/import_page";
export { NewImport } from "./imports/new_import";
export { CrmSettings } from "./settings/crm_settings";
