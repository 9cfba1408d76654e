export { MattersPage } from "./matters_page";
