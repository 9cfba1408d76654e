export { Tokens } from "./tokens";
