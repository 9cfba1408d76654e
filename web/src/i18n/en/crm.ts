import { accountTerritory } from "./account_territory";
import { assignmentRules } from "./assignment_rules";
import { crmDuplicates } from "./crm_duplicates";
import { crmFields } from "./crm_fields";
import { crmFormulas } from "./crm_formulas";
import { crmImports } from "./crm_imports";
import { crmRecords } from "./crm_records";
import { crmRules } from "./crm_rules";
import { crmSettings } from "./crm_settings";
import { discussion } from "./discussion";
import { leads } from "./leads";
import { market } from "./market";
import { marketLayers } from "./market_layers";
import { marketSize } from "./market_size";
import { next } from "./next";
import { performance } from "./performance";
import { studio } from "./studio";

export const crm = { ...crmDuplicates, ...crmFields, ...crmRecords, ...crmImports, ...crmSettings, ...crmFormulas, ...crmRules, ...assignmentRules, ...accountTerritory, ...market, ...marketLayers, ...marketSize, ...next, ...performance, ...leads, ...studio, ...discussion };
