// Says whose working day begins at a unit, for who manages plans.
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { homesQuery, putHome, removeHome } from "@/api/homes";
import type { PersonId } from "@/api/types";
import { usePeople } from "@/api/use_people";
import { Button } from "@/design/button";
import { Combobox } from "@/design/combobox";
import { Dialog } from "@/design/dialog";
import { Field } from "@/design/field";
import { ProblemNote } from "@/design/problem";
import { useToast } from "@/design/toast";
import { useSubmit } from "@/lib/use_submit";
import { useStudio } from "../context";
import type { PlacedHome } from "./homes";

function NowNote({ home, place }: { home: PlacedHome | undefined; place: number }) {
  const { t } = useTranslation();
  const { units } = useStudio();
  if (!home) return null;
  return <p className="text-sm text-ink-2">{home.place === place ? t("homes.hereAlready", { name: home.name }) : t("homes.isNear", { name: home.name, code: units.ids[home.place] ?? "" })}</p>;
}

export function HomeDialog({ place, onClose }: { place: number; onClose: () => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const say = useToast();
  const { units, homes } = useStudio();
  const { people } = usePeople();
  const [person, setPerson] = useState<PersonId | "">(homes.find((home) => home.place === place)?.person ?? "");
  const code = units.ids[place] ?? "";
  const name = people.find(({ id }) => id === person)?.name ?? "";
  const home = homes.find((one) => one.person === person);
  const done = async (text: string) => {
    await client.invalidateQueries({ queryKey: homesQuery.queryKey });
    say(text);
    onClose();
  };
  const form = useSubmit(async () => {
    if (person === "") return;
    await putHome(person, { lon: units.lon[place] ?? 0, lat: units.lat[place] ?? 0 });
    await done(t("homes.saved", { name, code }));
  });
  const removal = useSubmit(async () => {
    if (person === "") return;
    await removeHome(person);
    await done(t("homes.removed", { name }));
  });
  const problem = form.problem ?? removal.problem;
  return (
    <Dialog
      isOpen
      size="small"
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t("homes.title", { code })}
      description={t("homes.text")}
      onSubmit={(event) => void form.submit(event)}
      footer={
        <>
          {home ? (
            <Button look="ghost" className="mr-auto" isBusy={removal.isBusy} onClick={() => void removal.submit()}>
              {t("homes.remove")}
            </Button>
          ) : null}
          <Button onClick={onClose}>{t("ui.cancel")}</Button>
          <Button type="submit" look="primary" isBusy={form.isBusy} disabledReason={person === "" && t("homes.personFirst")}>
            {t("homes.set")}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3">
        {problem ? <ProblemNote problem={problem} /> : null}
        <Field label={t("homes.person")}>
          <Combobox options={people.map(({ id, name: label }) => ({ value: id as string, label }))} value={person} valueLabel="" onChange={(value) => setPerson(value as PersonId)} />
        </Field>
        <NowNote home={home} place={place} />
      </div>
    </Dialog>
  );
}

// The action among those of what is selected.
export function HomeButton({ places, icon }: { places: number[]; icon: React.ReactNode }) {
  const { t } = useTranslation();
  const [isAsking, setIsAsking] = useState(false);
  const [place] = places;
  const isOne = places.length === 1 && place !== undefined;
  return (
    <>
      <Button size="small" icon={icon} disabledReason={!isOne && t("homes.oneUnit")} onClick={() => setIsAsking(true)}>
        {t("homes.ask")}
      </Button>
      {isAsking && isOne ? <HomeDialog place={place} onClose={() => setIsAsking(false)} /> : null}
    </>
  );
}
