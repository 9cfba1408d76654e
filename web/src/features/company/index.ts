export { CompanySettings } from "./company_settings";
export { RatesPage } from "./rates_page";
