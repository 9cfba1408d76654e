export { IcpPage } from "./icp_page";
