// The first step: a file, dropped or chosen.
import { useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate, useSearchParams } from "react-router";
import { loose } from "@/api/client";
import { type CrmImport, type ImportObject } from "@/api/crm";
import { ApiProblem } from "@/api/problem";
import { Allowed } from "@/design/allowed";
import { DropZone } from "@/design/drop_zone";
import { Field } from "@/design/field";
import { Select } from "@/design/input";
import { Card, PageHeader } from "@/design/page";
import { ProblemNote } from "@/design/problem";
import { Progress } from "@/design/progress";
import { useSubmit } from "@/lib/use_submit";
import { useImportObjects } from "../fields/use_object";
import { Steps } from "./steps";

const BYTES_MAX = 1024 ** 3;
const UNTOLD = "K049";

// Sends the file and opens the import; the file goes along, for a second reading as something else.
export function useUpload() {
  const client = useQueryClient();
  const navigate = useNavigate();
  return async (file: File, object: ImportObject | undefined, hasHeader?: boolean) => {
    const made = await loose.post<CrmImport>("/imports", { query: { object, name: file.name, has_header: hasHeader }, body: file });
    await client.invalidateQueries({ queryKey: ["crm", "imports", "list"] });
    await navigate(`/imports/${made.id}`, { state: { file } });
  };
}

export function NewImport() {
  const { t } = useTranslation();
  const [params] = useSearchParams();
  const objects = useImportObjects();
  const asked = objects.find((name) => name === params.get("object"));
  const [object, setObject] = useState<ImportObject | undefined>(asked);
  const [file, setFile] = useState<File | null>(null);
  const upload = useUpload();
  const isTooLarge = (file?.size ?? 0) > BYTES_MAX;
  // The submit runs in the same turn as the choice, before React knows of it.
  const chosen = useRef<File | null>(null);
  const wanted = useRef(object);
  const form = useSubmit(async () => {
    if (chosen.current) await upload(chosen.current, wanted.current);
  });
  // Said at the choice itself, which goes on with the file.
  const untold = form.problem instanceof ApiProblem && form.problem.body.rule === UNTOLD ? t(`rule.${UNTOLD}`) : undefined;
  function name(value: string) {
    wanted.current = objects.find((one) => one === value);
    setObject(wanted.current);
    if (untold && wanted.current) void form.submit();
  }
  function choose(next: File) {
    setFile(next);
    chosen.current = next;
    form.reset();
    if (next.size <= BYTES_MAX) void form.submit();
  }
  return (
    <Allowed permission="crm.import">
      <PageHeader
        title={t("imports.new")}
        description={t("imports.newText")}
        above={
          <Link to="/imports" className="hover:underline">
            {t("nav.imports")}
          </Link>
        }
      />
      <Steps now="file" />
      <div className="flex max-w-3xl flex-col gap-5">
        {form.problem && !untold ? <ProblemNote problem={form.problem} onRetry={() => void form.submit()} /> : null}
        <Card>
          <div className="flex flex-col gap-5">
            <Field label={t("imports.object")} error={isTooLarge ? t("imports.tooLarge") : untold} className="sm:max-w-sm">
              <Select value={object ?? ""} placeholder={t("imports.guess")} options={objects.map((value) => ({ value, label: t(`crmObject.${value}.many`) }))} onValueChange={name} />
            </Field>
            <DropZone title={t("imports.drop")} hint={t("imports.dropHint")} accept=".csv,text/csv,.txt" isBusy={form.isBusy} onFile={choose} />
            {form.isBusy && file ? (
              <div role="status" className="flex flex-col gap-2">
                <p className="text-ink-2">{t("imports.sending", { name: file.name })}</p>
                <Progress value={null} label={t("imports.sending", { name: file.name })} />
              </div>
            ) : null}
          </div>
        </Card>
      </div>
    </Allowed>
  );
}
