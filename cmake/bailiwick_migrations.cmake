# bailiwick_migrations(<library>)
#
# Builds the calling folder's migrations/NNN_name.sql into its library (called after bailiwick_library(<library>)). Offered as
#   platform::db::MigrationModule <module>_migrations();
# in the folder's namespace, where <module> is the folder's last name: src/platform/identity has
# bailiwick::platform::identity::identity_migrations(). A header of the folder declares it.
function(bailiwick_migrations library)
  set(folder "${CMAKE_CURRENT_SOURCE_DIR}/migrations")
  get_filename_component(module "${CMAKE_CURRENT_SOURCE_DIR}" NAME)
  file(RELATIVE_PATH path "${PROJECT_SOURCE_DIR}/src" "${CMAKE_CURRENT_SOURCE_DIR}")
  string(REPLACE "/" "::" namespace "bailiwick/${path}")
  set(script "${PROJECT_SOURCE_DIR}/cmake/embed_migrations.cmake")
  set(output "${CMAKE_CURRENT_BINARY_DIR}/${module}_migrations.cpp")
  file(GLOB files CONFIGURE_DEPENDS "${folder}/*.sql")
  add_custom_command(
    OUTPUT "${output}"
    COMMAND "${CMAKE_COMMAND}" "-DFOLDER=${folder}" "-DNAMESPACE=${namespace}" "-DMODULE=${module}"
            "-DOUTPUT=${output}" -P "${script}"
    DEPENDS ${files} "${script}"
    VERBATIM)
  target_sources(bailiwick_${library} PRIVATE "${output}")
endfunction()
