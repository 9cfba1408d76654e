// What one can do about a person: let in or out, hand over their data, erase it.
import { useQueryClient } from "@tanstack/react-query";
import { Download, Eraser, Link2, MoreHorizontal, UserCheck, UserX } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "@/api/client";
import { useMay, useSession } from "@/api/session";
import type { Person } from "@/api/types";
import { Button } from "@/design/button";
import { Confirm } from "@/design/dialog";
import { Menu, MenuItem, MenuLine } from "@/design/menu";
import { ProblemNote } from "@/design/problem";
import { useToast } from "@/design/toast";
import { saveFile } from "@/lib/files";
import { LinkOnce } from "./invite";

type Question = "deactivate" | "erase" | null;

export function PersonActions({ person }: { person: Person }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const say = useToast();
  const may = useMay();
  const session = useSession();
  const [question, setQuestion] = useState<Question>(null);
  const [problem, setProblem] = useState<unknown>(null);
  const [link, setLink] = useState<string | null>(null);
  const path = { person: person.id };
  const isSelf = session.person.id === person.id;
  const noManage = !may("people.manage") && t("people.mayNot");

  async function act(answer: Promise<unknown>, done: string) {
    await answer;
    await client.invalidateQueries({ queryKey: ["people"] });
    say(done);
  }
  async function download() {
    setProblem(null);
    try {
      saveFile(`${person.name}.json`, JSON.stringify(await api.get("/people/{person}/export", { path }), null, 2), "application/json");
    } catch (error) {
      setProblem(error);
    }
  }
  async function inviteAgain() {
    setProblem(null);
    try {
      setLink((await api.post("/people/{person}/invite", { path })).invitation_link ?? null);
      say(t("people.invitedAgain"));
    } catch (error) {
      setProblem(error);
    }
  }
  const trigger = <Button icon={<MoreHorizontal aria-hidden className="size-4" />}>{t("ui.actions")}</Button>;
  return (
    <>
      {problem ? <ProblemNote problem={problem} /> : null}
      <Menu trigger={trigger}>
        {person.status === "invited" ? (
          <MenuItem icon={<Link2 className="size-4" />} disabledReason={noManage} onSelect={() => void inviteAgain()}>
            {t("people.inviteAgain")}
          </MenuItem>
        ) : null}
        <MenuItem icon={<Download className="size-4" />} disabledReason={!isSelf && !may("personal.export") && t("people.mayNotExport")} onSelect={() => void download()}>
          {t("people.export")}
        </MenuItem>
        <MenuLine />
        {person.status === "deactivated" ? (
          <MenuItem icon={<UserCheck className="size-4" />} disabledReason={noManage} onSelect={() => void act(api.post("/people/{person}/reactivate", { path }), t("people.reactivated")).catch(setProblem)}>
            {t("people.reactivate")}
          </MenuItem>
        ) : (
          <MenuItem icon={<UserX className="size-4" />} disabledReason={noManage || (isSelf && t("people.notSelf"))} onSelect={() => setQuestion("deactivate")}>
            {t("people.deactivate")}
          </MenuItem>
        )}
        <MenuItem
          isDanger
          icon={<Eraser className="size-4" />}
          disabledReason={(!may("personal.erase") && t("people.mayNotErase")) || (person.status !== "deactivated" && t("people.deactivateFirst"))}
          onSelect={() => setQuestion("erase")}
        >
          {t("people.erase")}
        </MenuItem>
      </Menu>
      {link ? <LinkOnce name={person.name} link={link} onClose={() => setLink(null)} /> : null}
      <Confirm
        isOpen={question === "deactivate"}
        onOpenChange={() => setQuestion(null)}
        title={t("people.deactivateTitle", { name: person.name })}
        text={t("people.deactivateText")}
        action={t("people.deactivate")}
        onConfirm={() => act(api.post("/people/{person}/deactivate", { path }), t("people.deactivated"))}
      />
      <Confirm
        isOpen={question === "erase"}
        onOpenChange={() => setQuestion(null)}
        title={t("people.eraseTitle", { name: person.name })}
        text={t("people.eraseText")}
        action={t("people.erase")}
        onConfirm={() => act(api.post("/people/{person}/erase", { path }), t("people.erased"))}
      />
    </>
  );
}
