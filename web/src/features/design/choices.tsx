import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Combobox } from "@/design/combobox";
import { DropZone } from "@/design/drop_zone";
import { Field, FieldGroup } from "@/design/field";
import { Input, PasswordInput, SearchInput, Select, TextArea } from "@/design/input";
import { Tabs } from "@/design/tabs";
import { Checkbox, Segmented, Switch } from "@/design/toggle";
import { timeZones } from "@/lib/places";
import { Group } from "./group";

const ZONES = timeZones();

function Fields() {
  const { t } = useTranslation();
  const [zone, setZone] = useState("Europe/Amsterdam");
  const [choice, setChoice] = useState("a");
  const options = [
    { value: "a", label: t("gallery.first") },
    { value: "b", label: t("gallery.second") },
  ];
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <Field label={t("gallery.field")} hint={t("gallery.hint")}>
        <Input placeholder={t("gallery.sample")} />
      </Field>
      <Field label={t("gallery.fieldWrong")} error={t("gallery.error")}>
        <Input defaultValue="-3" />
      </Field>
      <Field label={t("gallery.fieldOff")} hint={t("gallery.why")}>
        <Input disabled defaultValue={t("gallery.sample")} />
      </Field>
      <Field label={t("person.password")} optionalText={t("ui.optional")}>
        <PasswordInput autoComplete="off" />
      </Field>
      <Field label={t("gallery.select")}>
        <Select value={choice} options={options} onValueChange={setChoice} />
      </Field>
      <Field label={t("gallery.combobox")}>
        <Combobox options={ZONES} value={zone} onChange={setZone} />
      </Field>
      <Field label={t("gallery.suffix")}>
        <Input inputMode="decimal" defaultValue="5" suffix="± %" />
      </Field>
      <SearchInput label={t("gallery.search")} className="self-end" />
      <Field label={t("gallery.long")} className="sm:col-span-2">
        <TextArea />
      </Field>
      <div className="sm:col-span-2">
        <DropZone title={t("gallery.drop")} hint={t("gallery.hint")} accept="text/csv" onFile={() => {}} />
      </div>
    </div>
  );
}

function Toggles() {
  const { t } = useTranslation();
  const [isOn, setIsOn] = useState(true);
  const [value, setValue] = useState("a");
  return (
    <div className="grid gap-5 sm:grid-cols-2">
      <FieldGroup legend={t("gallery.checkboxes")}>
        <Checkbox label={t("gallery.first")} hint={t("gallery.hint")} isChecked={isOn} onChange={setIsOn} />
        <Checkbox label={t("gallery.second")} isChecked={!isOn} onChange={(next) => setIsOn(!next)} />
        <Checkbox label={t("gallery.third")} isChecked disabledReason={t("gallery.why")} onChange={() => {}} />
      </FieldGroup>
      <FieldGroup legend={t("gallery.switches")}>
        <Switch label={t("gallery.first")} hint={t("gallery.hint")} isChecked={isOn} onChange={setIsOn} />
        <Switch label={t("gallery.third")} isChecked={false} disabledReason={t("gallery.why")} onChange={() => {}} />
        <Segmented
          label={t("gallery.segmented")}
          value={value}
          onChange={setValue}
          options={[
            { value: "a", label: t("gallery.first") },
            { value: "b", label: t("gallery.second") },
          ]}
          className="self-start"
        />
      </FieldGroup>
    </div>
  );
}

export function Choices() {
  const { t } = useTranslation();
  const [tab, setTab] = useState("fields");
  return (
    <Group title={t("gallery.choices")}>
      <Tabs
        label={t("gallery.choices")}
        value={tab}
        onChange={setTab}
        tabs={[
          { value: "fields", label: t("gallery.fields"), content: <Fields /> },
          { value: "toggles", label: t("gallery.toggles"), content: <Toggles /> },
        ]}
      />
    </Group>
  );
}
