export { NextPage } from "./next_page";
