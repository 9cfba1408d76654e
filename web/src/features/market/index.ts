export { IcpPage } from "./icp_page";
export { LayerPage } from "./layers/layer_page";
export { LayersPage } from "./layers/layers_page";
export { MapPage } from "./map/map_page";
export { ModelsPage } from "./models/models_page";
export { ObjectivesPage } from "./objectives_page";
export { SizePage } from "./size/size_page";
