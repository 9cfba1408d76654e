export { PositionList } from "./position_list";
export { PositionPage } from "./position_page";
export { TerritoryPage } from "./territory_page";
export { TerritoryTree } from "./territory_tree";
