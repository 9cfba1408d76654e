// One comment: who, when, and what; one's own can be changed and withdrawn.
import { MoreHorizontal, Pencil, Undo2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Comment } from "@/api/discussion";
import { useDiscussion } from "@/api/discussion_queries";
import { useSession } from "@/api/session";
import { useMentionable, usePeople } from "@/api/use_people";
import { Avatar } from "@/design/avatar";
import { IconButton } from "@/design/button";
import { Confirm } from "@/design/dialog";
import { MentionedText } from "@/design/mentioned_text";
import { Menu, MenuItem } from "@/design/menu";
import { useFormat } from "@/lib/format";
import { shownText } from "@/lib/mentions";
import { ComposeBox } from "./compose_box";

function Editing({ comment, onDone }: { comment: Comment; onDone: () => void }) {
  const { t } = useTranslation();
  const { edit } = useDiscussion(comment.plan);
  const { labels } = useMentionable();
  return (
    <ComposeBox
      label={t("talk.editLabel")}
      action={t("ui.save")}
      first={shownText(comment.text, labels, t("studio.someone"))}
      rows={3}
      isAutoFocus
      onCancel={onDone}
      onSend={async (text) => {
        await edit(comment.id, text);
        onDone();
      }}
    />
  );
}

function Head({ comment, name, onEdit, onWithdraw }: { comment: Comment; name: string; onEdit: () => void; onWithdraw: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { person } = useSession();
  return (
    <div className="flex min-h-7 items-center gap-2">
      <p className="min-w-0 flex-1 leading-tight">
        <span className="font-medium">{name}</span>{" "}
        <time className="text-xs text-ink-2" dateTime={comment.at} title={format.exactTime(comment.at)}>
          {format.relative(comment.at)}
        </time>
        {comment.edited_at && !comment.withdrawn ? (
          <span className="text-xs text-ink-2" title={format.exactTime(comment.edited_at)}>
            {" "}
            · {t("talk.edited", { when: format.relative(comment.edited_at) })}
          </span>
        ) : null}
      </p>
      {comment.by === person.id && !comment.withdrawn ? (
        <Menu trigger={<IconButton size="small" className="-my-1" label={t("talk.ownActions")} icon={<MoreHorizontal aria-hidden className="size-4" />} />}>
          <MenuItem icon={<Pencil className="size-4" />} onSelect={onEdit}>
            {t("talk.edit")}
          </MenuItem>
          <MenuItem icon={<Undo2 className="size-4" />} isDanger onSelect={onWithdraw}>
            {t("talk.withdraw")}
          </MenuItem>
        </Menu>
      ) : null}
    </div>
  );
}

export function CommentLine({ comment }: { comment: Comment }) {
  const { t } = useTranslation();
  const { person } = useSession();
  const { nameOf } = usePeople();
  const { withdraw } = useDiscussion(comment.plan);
  const [isEditing, setIsEditing] = useState(false);
  const [isAsking, setIsAsking] = useState(false);
  const name = nameOf(comment.by) ?? t("studio.someone");
  return (
    <li data-comment={comment.id} className="flex gap-2.5 py-2">
      <Avatar name={name} className="size-7 text-[10px]" />
      <div className="min-w-0 flex-1">
        <Head comment={comment} name={name} onEdit={() => setIsEditing(true)} onWithdraw={() => setIsAsking(true)} />
        {isEditing ? (
          <Editing comment={comment} onDone={() => setIsEditing(false)} />
        ) : comment.withdrawn ? (
          <p className="text-sm text-ink-2 italic">{t("talk.withdrawn")}</p>
        ) : (
          <p className="text-base break-words whitespace-pre-wrap">
            <MentionedText text={comment.text} nameOf={nameOf} own={person.id} />
          </p>
        )}
      </div>
      <Confirm isOpen={isAsking} onOpenChange={setIsAsking} title={t("talk.withdrawTitle")} text={t("talk.withdrawText")} action={t("talk.withdraw")} onConfirm={() => withdraw(comment.id)} />
    </li>
  );
}
