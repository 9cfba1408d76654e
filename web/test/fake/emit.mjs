// Tells all open pages of the fake server what has happened; or only those of one person.
export function emit(world, name, data, person) {
  for (const stream of world.streams) if (!person || stream.person === person) stream.write(`event: ${name}\ndata: ${JSON.stringify(data)}\n\n`);
}
