export { LayerDatasetForm } from "./layer_dataset_form";
