"""How a micro or small business joins: an application in short steps, proved contact, a check with reasons."""
