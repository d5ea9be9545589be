"""An office's store on a PostgreSQL server: its connection, its schema, its commands.

psycopg is loaded by nothing else than this room.
"""
