export { Setup } from "./setup";
