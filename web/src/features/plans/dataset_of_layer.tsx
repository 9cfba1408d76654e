// A data set out of a layer of units, in a dialog.
import { Layers } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Dataset } from "@/api/types";
import { Button } from "@/design/button";
import { Dialog } from "@/design/dialog";
import { LayerDatasetForm } from "@/layer_dataset";

export function DatasetOfLayer({ onMade }: { onMade: (dataset: Dataset) => void }) {
  const { t } = useTranslation();
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Button size="small" icon={<Layers aria-hidden className="size-4" />} onClick={() => setIsOpen(true)}>
        {t("layerData.button")}
      </Button>
      <Dialog isOpen={isOpen} onOpenChange={setIsOpen} title={t("layerData.title")} description={t("layerData.text")}>
        <LayerDatasetForm
          onMade={(dataset) => {
            onMade(dataset);
            setIsOpen(false);
          }}
        />
      </Dialog>
    </>
  );
}
