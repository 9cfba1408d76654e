export { IcpPage } from "./icp_page";
export { ObjectivesPage } from "./objectives_page";
