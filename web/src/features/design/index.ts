export { DesignSystem } from "./design_system";
