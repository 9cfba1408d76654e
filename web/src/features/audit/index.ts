export { AuditLog } from "./audit_log";
