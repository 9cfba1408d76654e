// Comments as threads. Pure.
import type { Comment } from "@/api/discussion";

export interface Thread<Said extends Comment = Comment> {
  first: Said;
  answers: Said[];
  // Of the last thing said.
  at: string;
  isResolved: boolean;
}

// Threads in the order of their first comments; those of which nothing is left are not there.
export function threadsIn<Said extends Comment>(comments: readonly Said[]): Thread<Said>[] {
  const answers = new Map<string, Said[]>();
  for (const comment of comments) if (comment.answers) answers.set(comment.answers, [...(answers.get(comment.answers) ?? []), comment]);
  const threads = comments.filter((comment) => !comment.answers).map((first): Thread<Said> => {
    const own = answers.get(first.id) ?? [];
    return { first, answers: own, at: own.at(-1)?.at ?? first.at, isResolved: first.resolved !== undefined };
  });
  return threads.filter(({ first, answers: own }) => !first.withdrawn || own.some(({ withdrawn }) => !withdrawn));
}

// The one in which something was said last first.
export function threadsOf<Said extends Comment>(comments: readonly Said[]): Thread<Said>[] {
  return threadsIn(comments).sort((a, b) => (a.at === b.at ? 0 : a.at < b.at ? 1 : -1));
}

export const holds = ({ first, answers }: Thread, comment: string) => first.id === comment || answers.some(({ id }) => id === comment);
