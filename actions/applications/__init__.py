"""APPLICATIONS: handed in, reviewed, publicised, certified; rounds and recommendations."""
