export { CompanySettings } from "./company_settings";
