"""The workbench in a browser: pages made by the server, each with its JSON at the same address.

``addresses`` makes every address, ``views`` says what a page is, ``workbench`` is the application.
"""
