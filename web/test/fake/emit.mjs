// Tells all open pages of the fake server what has happened.
export function emit(world, name, data) {
  for (const stream of world.streams) stream.write(`event: ${name}\ndata: ${JSON.stringify(data)}\n\n`);
}
