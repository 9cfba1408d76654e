// Where one's working day begins: typed, or taken from where the browser says that one is.
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { LocateFixed } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type Home, homesQuery, putHome, removeHome } from "@/api/homes";
import { useSession } from "@/api/session";
import type { PersonId } from "@/api/types";
import { Button } from "@/design/button";
import { Field } from "@/design/field";
import { Input } from "@/design/input";
import { Card } from "@/design/page";
import { ProblemNote } from "@/design/problem";
import { Skeleton } from "@/design/progress";
import { useToast } from "@/design/toast";
import { decimalMark } from "@/lib/decimal";
import { useFormat } from "@/lib/format";
import { useDebounced } from "@/lib/use_debounced";
import { useSubmit } from "@/lib/use_submit";
import { PlaceView } from "@/plan_map/place_map";
import { coordinateText, coordinateTyped, LAT_MOST, LON_MOST } from "./coordinates";
import { useWhereIAm } from "./use_where_i_am";

interface Typed {
  lat: string;
  lon: string;
}

// Until the map follows what is typed.
const PREVIEW_MS = 500;

function placeOf(typed: Typed): { lat: number; lon: number } | null {
  const [lat, lon] = [coordinateTyped(typed.lat, LAT_MOST), coordinateTyped(typed.lon, LON_MOST)];
  return lat === null || lon === null ? null : { lat, lon };
}

function Fields({ typed, onType }: { typed: Typed; onType: (change: Partial<Typed>) => void }) {
  const { t } = useTranslation();
  const wrong = (text: string, most: number) => text.trim() !== "" && coordinateTyped(text, most) === null;
  return (
    <div className="grid grid-cols-2 gap-4">
      <Field label={t("homes.lat")} error={wrong(typed.lat, LAT_MOST) ? t("homes.latWrong") : undefined}>
        <Input autoComplete="off" value={typed.lat} onChange={(event) => onType({ lat: event.target.value })} />
      </Field>
      <Field label={t("homes.lon")} error={wrong(typed.lon, LON_MOST) ? t("homes.lonWrong") : undefined}>
        <Input autoComplete="off" value={typed.lon} onChange={(event) => onType({ lon: event.target.value })} />
      </Field>
    </div>
  );
}

function HomeForm({ home }: { home: Home | undefined }) {
  const { t } = useTranslation();
  const format = useFormat();
  const client = useQueryClient();
  const say = useToast();
  const person = useSession().person.id as PersonId;
  const mark = decimalMark(format.locale);
  const [typed, setTyped] = useState<Typed>({ lat: home ? coordinateText(home.lat, mark) : "", lon: home ? coordinateText(home.lon, mark) : "" });
  const here = useWhereIAm(({ lat, lon }) => setTyped({ lat: coordinateText(lat, mark), lon: coordinateText(lon, mark) }));
  const place = placeOf(typed);
  const read = () => client.invalidateQueries({ queryKey: homesQuery.queryKey });
  const form = useSubmit(async () => {
    if (!place) return;
    await putHome(person, place);
    await read();
    say(t("ui.saved"));
  });
  const removal = useSubmit(async () => {
    await removeHome(person);
    setTyped({ lat: "", lon: "" });
    await read();
    say(t("homes.removedOwn"));
  });
  const shown = placeOf(useDebounced(typed, PREVIEW_MS));
  const reason = !place ? t("homes.fillIn") : home?.lat === place.lat && home.lon === place.lon && t("ui.nothingChanged");
  const problem = form.problem ?? removal.problem;
  return (
    <form noValidate onSubmit={(event) => void form.submit(event)} className="flex flex-col gap-4">
      {problem ? <ProblemNote problem={problem} /> : null}
      <Fields typed={typed} onType={(change) => setTyped({ ...typed, ...change })} />
      <div className="flex flex-col items-start gap-2">
        <Button icon={<LocateFixed aria-hidden className="size-4" />} isBusy={here.isAsking} disabledReason={here.whyNot} onClick={here.ask}>
          {t("homes.useHere")}
        </Button>
        {here.refusal ? (
          <p role="alert" className="text-sm text-danger-text">
            {here.refusal}
          </p>
        ) : null}
      </div>
      {shown ? (
        <div className="overflow-hidden rounded-md border border-line">
          <PlaceView lon={shown.lon} lat={shown.lat} label={t("homes.mark")} />
        </div>
      ) : null}
      <div className="flex flex-wrap justify-end gap-2">
        {home ? (
          <Button isBusy={removal.isBusy} onClick={() => void removal.submit()}>
            {t("homes.removeOwn")}
          </Button>
        ) : null}
        <Button type="submit" look="primary" isBusy={form.isBusy} disabledReason={reason}>
          {t("ui.save")}
        </Button>
      </div>
    </form>
  );
}

export function HomeCard() {
  const { t } = useTranslation();
  const { person } = useSession();
  const query = useQuery(homesQuery);
  return (
    <Card title={t("homes.card")} description={t("homes.cardText")}>
      {query.data ? <HomeForm home={query.data.find((home) => home.person === person.id)} /> : query.error ? <ProblemNote problem={query.error} onRetry={() => void query.refetch()} /> : <Skeleton className="h-24" />}
    </Card>
  );
}
