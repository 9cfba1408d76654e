// A thread of the plan, with what it is about; an address may lead to it.
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { ThreadCard } from "@/talk/thread_card";
import type { Thread } from "@/talk/threads";
import { useStudio } from "../context";
import { AboutLabel, useAboutName } from "./about_label";

// `asked`: the visit that led to this very thread; it takes the focus once.
export function PlanThread({ thread, asked }: { thread: Thread; asked: string | null }) {
  const { t } = useTranslation();
  const nameOf = useAboutName();
  const { takeVisit } = useStudio();
  const card = useRef<HTMLElement>(null);
  const { about, id_about: id } = thread.first;
  useEffect(() => {
    if (asked === null || !takeVisit(asked)) return;
    card.current?.scrollIntoView({ block: "nearest" });
    card.current?.focus({ preventScroll: true });
  }, [asked, takeVisit]);
  return <ThreadCard ref={card} thread={thread} name={t("talk.threadAbout", { name: nameOf(about, id) })} head={<AboutLabel about={about} id={id} />} isAsked={asked !== null} />;
}
