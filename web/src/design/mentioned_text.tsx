// A text in which people are mentioned: their names stand out, and everything else is plain text.
import { useTranslation } from "react-i18next";
import { piecesOf } from "@/lib/mentions";

interface MentionedTextProps {
  text: string;
  nameOf: (person: string) => string | undefined;
  // Whose mention stands out most: whoever reads.
  own?: string;
}

export function MentionedText({ text, nameOf, own }: MentionedTextProps) {
  const { t } = useTranslation();
  return piecesOf(text).map((piece, index) =>
    "text" in piece ? (
      <span key={index}>{piece.text}</span>
    ) : (
      <span key={index} data-mention className={piece.person === own ? "rounded-sm bg-accent-soft px-1 font-medium text-accent-text" : "font-medium text-accent-text"}>
        @{nameOf(piece.person) ?? t("matters.someone")}
      </span>
    ),
  );
}
