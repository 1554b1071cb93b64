# Stands in for the base image where none can be pulled: Debian, node and npm, and the user node.
FROM localhost/debian
COPY . /usr/local
RUN groupadd --gid 1000 node && useradd --uid 1000 --gid node --create-home node
CMD ["node"]
