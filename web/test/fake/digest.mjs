// Digests of the fake server (docs/spec/plan-discussion.md): whether one's open matters come by mail. Nothing is ever sent.
const NEXT_MS = 3 * 86_400_000;

const answerOf = ({ world, session }) => {
  const rhythm = world.digests.get(session.person.id) ?? "never";
  return { rhythm, is_mail_sent: world.hasMail, ...(rhythm === "never" ? {} : { next_at: new Date(Date.now() + NEXT_MS).toISOString() }) };
};

export const digestRoutes = {
  "GET /digest": answerOf,
  "PUT /digest": (call) => {
    call.world.digests.set(call.session.person.id, call.body.rhythm);
    return answerOf(call);
  },
};
