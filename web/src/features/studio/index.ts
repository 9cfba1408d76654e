export { ComparePage } from "./compare/compare_page";
export { GuidePage } from "./guide/guide_page";
export { MergePage } from "./compare/merge_page";
export { StudioPage } from "./studio_page";
