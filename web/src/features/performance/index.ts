export { PerformancePage } from "./performance_page";
