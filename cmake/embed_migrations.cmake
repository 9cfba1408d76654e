# cmake -DFOLDER=<migrations/> -DNAMESPACE=<a::b> -DMODULE=<name> -DOUTPUT=<file.cpp> -P embed_migrations.cmake
#
# Writes a .cpp that defines <NAMESPACE>::<MODULE>_migrations() with the text of every NNN_name.sql in FOLDER.
file(GLOB files "${FOLDER}/*.sql")
list(SORT files)
set(entries "")
set(expected 1)
foreach(file IN LISTS files)
  get_filename_component(stem "${file}" NAME_WE)
  if(NOT stem MATCHES "^([0-9][0-9][0-9])_([a-z0-9_]+)$")
    message(FATAL_ERROR "${file}: a migration is called 001_name.sql")
  endif()
  set(name "${CMAKE_MATCH_2}")
  math(EXPR number "${CMAKE_MATCH_1} + 0")
  if(NOT number EQUAL expected)
    message(FATAL_ERROR "${file}: the next migration must have number ${expected}")
  endif()
  math(EXPR expected "${expected} + 1")
  file(READ "${file}" text)
  string(APPEND entries "      {.number = ${number}, .name = \"${name}\", .sql = R\"bailiwick(${text})bailiwick\"},\n")
endforeach()
file(WRITE "${OUTPUT}.new" "// Made from ${MODULE}'s migrations/ by cmake/embed_migrations.cmake.
#include \"platform/db/migrations.hpp\"

namespace ${NAMESPACE} {

::bailiwick::platform::db::MigrationModule ${MODULE}_migrations();

::bailiwick::platform::db::MigrationModule ${MODULE}_migrations() {
  return {.name = \"${MODULE}\", .migrations = {
${entries}  }};
}

}  // namespace ${NAMESPACE}
")
file(RENAME "${OUTPUT}.new" "${OUTPUT}")
